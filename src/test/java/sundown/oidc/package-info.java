/** Tests of the operators' sign-in. */
package sundown.oidc;
