/** The app of the photo cloud: the calls of Sundown's API and what the app shows. */
package sundown.local.demo.app;
