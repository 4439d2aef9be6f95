//! A disk of a test's own, to be full, read-only or gone.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::child::is_root;

/// In memory; it goes when this does. Only root can have one.
pub struct Disk(tempfile::TempDir);

impl Disk {
    pub fn new(megabytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={megabytes}m");
        let mounted = is_root()
            && Command::new("mount")
                .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
                .arg(folder.path())
                .output()
                .is_ok_and(|output| output.status.success());
        if !mounted {
            // Said on the terminal and not passed over: the claim is unproven on such a machine.
            eprintln!("not tried: a small disk can be mounted by root only");
        }
        mounted.then_some(Self(folder))
    }

    pub fn book(&self) -> PathBuf {
        self.0.path().join("school.rollbook")
    }

    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    pub fn remount(&self, options: &str) {
        let done = Command::new("mount")
            .args(["-o", &format!("remount,{options}")])
            .arg(self.0.path())
            .status();
        assert!(done.unwrap().success());
    }

    pub fn vanish(&self) {
        assert!(Command::new("umount").arg("-l").arg(self.0.path()).status().unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).output();
    }
}
