package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import sundown.account.UserId;
import sundown.digest.MerkleTree.MerkleProof;
import sundown.digest.Sha256;
import sundown.edge.Json;

/**
 * A proof that a manifest lists a user: their line, and the path of hashes from the line to the root that two people
 * approved. It shows nothing of other users but hashes.
 *
 * @param line of the user, in a chunk
 * @param inChunk the path from the line to the hash of the chunk
 * @param chunkLine of the chunk, in the root
 * @param inRoot the path from that line to the hash of the root
 */
@RegisterForReflection
public record Inclusion(String line, MerkleProof inChunk, String chunkLine, MerkleProof inRoot) {
    /**
     * The place of a user in a manifest.
     *
     * @param chunk from 0
     */
    public record Place(int chunk, UserId user) {
        public Place {
            if (chunk < 0) {
                throw new IllegalArgumentException("there is no such chunk");
            }
        }
    }

    /** The line of the user. */
    public ManifestLine user() {
        return ManifestLine.read(line);
    }

    /** The place of the user in the manifest. */
    public Place place() {
        return new Place(ManifestRoot.ChunkLine.read(chunkLine).number(), user().user());
    }

    /** The hash of the manifest that has the line. Empty if the path leads to no root. */
    public Optional<Sha256> root() {
        try {
            return ManifestRoot.ChunkLine.read(chunkLine).hash().equals(inChunk.rootOver(line))
                    ? Optional.of(inRoot.rootOver(chunkLine))
                    : Optional.empty();
        } catch (IllegalArgumentException noWay) {
            return Optional.empty();
        }
    }

    /** True if a manifest of this hash has the line. */
    public boolean proves(Sha256 manifest) {
        return root().equals(Optional.of(manifest));
    }

    /**
     * Reads an inclusion, without a check of whether it proves anything.
     *
     * @throws IllegalArgumentException if the JSON is no inclusion
     */
    public static Inclusion read(String json) {
        Inclusion read = Json.read(json, Inclusion.class);
        read.place();
        return read;
    }
}
