/**
 * The ports that Google implements: consent and room by OAuth 2 and Drive, the photo library by uploads over HTTP and
 * by gRPC.
 */
package sundown.google;
