/**
 * The two ways in which a port fails; the adapter sorts them once, where they arise, and whoever waits for another
 * thread passes them on.
 */
package sundown.failure;
