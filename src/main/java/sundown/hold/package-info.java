/** What the law makes the operator keep: an account under hold keeps its objects and its rows. */
package sundown.hold;
