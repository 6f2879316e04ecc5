/** What happens by itself at a group's dates: each is acted on once it has come, whatever brought the word of it. */
package sundown.milestone;
