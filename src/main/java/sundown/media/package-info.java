/** The files of galleries: their types, the dates inside them, and the date that is added where there is none. */
package sundown.media;
