/** Milestones: what happens by itself at the dates of a group. */
package sundown.milestone;
