/** A stand-in for Google Play. */
package sundown.local.google.play;
