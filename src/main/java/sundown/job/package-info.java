/** Jobs: work for every user of a group, in chunks that go on from their checkpoints. */
package sundown.job;
