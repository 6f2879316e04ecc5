/** Clouds in containers, which the profile {@code container} compiles and starts. */
package sundown.container;
