//! A book on disk and all that can be done with it.
