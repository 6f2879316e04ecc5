/**
 * Whether a purge may delete: two approvals of one manifest, the pause, the clocks, the kill switch, and the state of a
 * purge.
 */
package sundown.purge.approval;
