/** Users' items and their bytes. */
package sundown.gallery;
