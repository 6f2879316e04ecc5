/** The HTTP of the local cloud and its stand-ins: requests, replies and routes over the JDK's server. */
package sundown.local.http;
