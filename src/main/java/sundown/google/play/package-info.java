/** Adapter to Google Play: refunds of orders, and the end of subscriptions, through the Android Publisher API. */
package sundown.google.play;
