/** Holds: the objects and rows of an account under hold are not deleted. */
package sundown.hold;
