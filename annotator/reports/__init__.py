"""Numbers to what a person reads: terminal tables now, pages later. Every text from outside is made safe first."""
