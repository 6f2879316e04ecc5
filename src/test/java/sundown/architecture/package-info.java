/** The rules of the rooms, held by tests. */
package sundown.architecture;
