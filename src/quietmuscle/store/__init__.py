"""The diary's keeper: tables, migrations, backups, archives. Only this folder knows SQL."""
