/** Tests of who may call what. */
package sundown.operator;
