//! Import: detect, map, plan, apply.
