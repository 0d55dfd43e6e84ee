"""What the secretariat does beside building: releases, announcements, edits of content files."""
