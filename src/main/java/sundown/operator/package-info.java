/** The operators of Sundown, and the functions that they may call. */
package sundown.operator;
