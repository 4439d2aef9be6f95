# Settings and backups.
settings-language = Language
settings-zone = Time zone
