/** What a purge may delete: a manifest of every user of a closed group, listed before anyone may approve it. */
package sundown.purge.plan;
