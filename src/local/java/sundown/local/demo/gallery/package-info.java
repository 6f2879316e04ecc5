/** The galleries of the demonstration: the sample, or a folder of the user's own. */
package sundown.local.demo.gallery;
