"""What each paragraph of an article is: title, byline, dateline, heading, pull quote, boilerplate or sentences.

A paragraph that no rule claims holds sentences. Whatever gets another role is not put before annotators, so every rule
needs evidence; where it is thin, a sentence stays a sentence.
"""
