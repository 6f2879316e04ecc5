/** The queues of a deployment, as operators see them: what waits, and what failed too often. */
package sundown.queue;
