/** Documents of the web that need no key. */
package sundown.web;
