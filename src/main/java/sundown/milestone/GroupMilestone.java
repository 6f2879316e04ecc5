package sundown.milestone;

import sundown.timeline.GroupId;

/** A milestone of a group, whenever it comes. */
public record GroupMilestone(GroupId group, Milestone milestone) {}
