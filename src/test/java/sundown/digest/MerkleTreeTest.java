package sundown.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.digest.MerkleTree.MerkleProof;

class MerkleTreeTest {
    /** The leaves with which implementations of Certificate Transparency are tested. */
    private static final List<String> LEAVES =
            List.of("", "\0", "\u0010", " !", "01", "@ABC", "PQRSTUVW", "`abcdefghijklmno");

    /** Their published roots, of the first leaf, of the first two, and so on. */
    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void hasThePublishedRoots() {
        for (int size = 1; size <= LEAVES.size(); size++) {
            assertThat(tree(LEAVES.subList(0, size)).root().hex()).isEqualTo(ROOTS.get(size - 1));
        }
        assertThat(tree(List.of()).root()).isEqualTo(Sha256.over(""));
    }

    @Test
    void provesEachLineOfATreeOfAnySize() {
        for (int size = 1; size <= 33; size++) {
            List<String> lines = lines(size);
            MerkleTree tree = tree(lines);
            for (int index = 0; index < size; index++) {
                assertThat(tree.proof(index).rootOver(lines.get(index))).isEqualTo(tree.root());
            }
        }
    }

    @Test
    void provesNoOtherLineAndNoOtherPlace() {
        List<String> lines = lines(21);
        MerkleTree tree = tree(lines);
        MerkleProof proof = tree.proof(20);
        assertThat(proof.rootOver("line 20x")).isNotEqualTo(tree.root());
        assertThat(proof.rootOver(lines.get(19))).isNotEqualTo(tree.root());
        MerkleProof elsewhere = tree.proof(7);
        assertThat(new MerkleProof(6, 21, elsewhere.path()).rootOver(lines.get(7)))
                .isNotEqualTo(tree.root());
    }

    /** Otherwise the hash of two lines could be shown as a line of its own. */
    @Test
    void takesNoPathThatIsTooShortOrTooLong() {
        MerkleProof proof = tree(lines(8)).proof(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MerkleProof(3, 8, proof.path().subList(0, 2)).rootOver("line 3"));
        List<Sha256> longer = new ArrayList<>(proof.path());
        longer.add(Sha256.over("x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new MerkleProof(3, 8, longer).rootOver("line 3"));
        assertThatIllegalArgumentException().isThrownBy(() -> new MerkleProof(8, 8, proof.path()));
        assertThatIllegalArgumentException().isThrownBy(() -> new MerkleProof(-1, 8, proof.path()));
    }

    private static MerkleTree tree(List<String> lines) {
        return MerkleTree.over(lines.stream());
    }

    private static List<String> lines(int size) {
        return IntStream.range(0, size).mapToObj(number -> "line " + number).toList();
    }
}
