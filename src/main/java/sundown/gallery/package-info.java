/** The user's items and their bytes. */
package sundown.gallery;
