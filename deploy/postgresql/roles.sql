-- Makes the roles and the database (PostgreSQL 15 or later). Once, as a superuser of PostgreSQL, without TLS only over the
-- local socket; running it again changes nothing but passwords:
--
--   psql -v ON_ERROR_STOP=1 -v database=ruangaman -v owner_password=… -v public_password=… \
--        -v staff_password=… -v backup_password=… -f deploy/postgresql/roles.sql postgres
--
-- What each role may do is not here: the owner gives it with `ruangaman database-roles --apply`.
-- The role for backups needs BYPASSRLS, because pg_dump refuses to be shown only some rows.
\set QUIET on
SET password_encryption = 'scram-sha-256';
SELECT format('CREATE ROLE %I NOLOGIN', name)
FROM unnest(ARRAY['ruangaman_owner', 'ruangaman_public', 'ruangaman_staff', 'ruangaman_backup'])
    AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec
ALTER ROLE ruangaman_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
    INHERIT PASSWORD :'owner_password';  -- the schema belongs to whoever owns the database
ALTER ROLE ruangaman_public LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
    NOINHERIT PASSWORD :'public_password';
ALTER ROLE ruangaman_staff LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
    NOINHERIT PASSWORD :'staff_password';
ALTER ROLE ruangaman_backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS
    NOINHERIT PASSWORD :'backup_password';
ALTER ROLE ruangaman_backup SET default_transaction_read_only = on;

-- The log of the database repeats no value, and nobody holds its rows for long.
SELECT format('ALTER ROLE %I SET %s', name, setting)
FROM unnest(ARRAY['ruangaman_owner', 'ruangaman_public', 'ruangaman_staff', 'ruangaman_backup'])
    AS name,
unnest(ARRAY[
    'log_statement = none', 'log_min_duration_statement = -1', 'log_min_error_statement = panic',
    'log_parameter_max_length = 0', 'log_parameter_max_length_on_error = 0',
    'log_error_verbosity = terse'
]) AS setting
\gexec
ALTER ROLE ruangaman_public SET statement_timeout = '30s';
ALTER ROLE ruangaman_public SET idle_in_transaction_session_timeout = '120s';
ALTER ROLE ruangaman_staff SET idle_in_transaction_session_timeout = '60s';

SELECT format('CREATE DATABASE %I OWNER ruangaman_owner ENCODING UTF8 TEMPLATE template0', :'database')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database')
\gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'database')
\gexec
