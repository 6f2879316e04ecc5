/** Checks every day whether a deployment is ready for the next opening, and says what to do where it is not. */
package sundown.readiness;
