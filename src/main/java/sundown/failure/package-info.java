/** The two ways in which a port fails. The adapter tells them apart once, where they arise. */
package sundown.failure;
