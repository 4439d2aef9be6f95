//! Every command of Rollbook, once.
