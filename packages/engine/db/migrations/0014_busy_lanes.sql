-- How many lanes of a process have more waiting than they can send at once: a process that has many gives some to one that has few.
ALTER TABLE ticketwire.processes ADD COLUMN busy_lanes int NOT NULL DEFAULT 0;
