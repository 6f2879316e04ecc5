/** Adapters to Google: consent by OAuth 2, room by Drive, and the photo library. */
package sundown.google;
