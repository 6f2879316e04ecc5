/** The operators' sign-in, by OpenID Connect. */
package sundown.oidc;
