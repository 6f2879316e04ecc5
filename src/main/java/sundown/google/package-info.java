/** The ports that Google implements: consent and room by OAuth 2 and Drive, and the photo library. */
package sundown.google;
