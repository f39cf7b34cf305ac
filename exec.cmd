@rem A shell of Unix has exec, which lets signals to npm reach koli. For npm scripts on Windows this file stands in its place.
@%*
