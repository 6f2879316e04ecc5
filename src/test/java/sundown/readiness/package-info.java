/** Tests of the readiness room. */
package sundown.readiness;
