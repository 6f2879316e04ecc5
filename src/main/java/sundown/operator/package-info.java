/** Who operates Sundown, and who of them may call what. */
package sundown.operator;
