/** Users' items and their bytes, where their objects lie, and who has claims on shared ones. */
package sundown.gallery;
