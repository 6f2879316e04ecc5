/**
 * The ports that Google fulfils: consent and room by OAuth 2 and Drive, the photo library by its uploads over HTTP and
 * its gRPC interface.
 */
package sundown.google;
