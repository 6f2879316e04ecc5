/** The functions as Lambda runs them: processes that get the events of AWS, on the JVM or as the native executable. */
package sundown.functions;
