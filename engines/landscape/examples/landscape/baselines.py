"""The same work with scikit-learn, igraph, leidenalg and openTSNE. Called by bench_landscape; prints `name<TAB>value`."""

import random
import resource
import sys
import time

import numpy as np


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


class Clock:
    """Prints wall and CPU seconds of each step."""

    def __init__(self):
        self.wall, self.cpu = time.time(), cpu()

    def lap(self, name):
        say(name + " wall s", time.time() - self.wall)
        say(name + " CPU s", cpu() - self.cpu)
        self.wall, self.cpu = time.time(), cpu()


def say(name, value):
    print(f"{name}\t{value:.6g}", flush=True)


def graph(edges, groups, seeds):
    """Leiden by igraph, two iterations of modularity: means over seeds."""
    import igraph
    from sklearn.metrics import normalized_mutual_info_score

    truth = np.fromfile(groups, "<u4")
    network = igraph.Graph(n=len(truth), edges=np.fromfile(edges, "<u4").reshape(-1, 2))
    modularity, likeness, start = [], [], cpu()
    for seed in range(int(seeds)):
        random.seed(seed)
        found = network.community_leiden("modularity", n_iterations=2)
        modularity.append(found.modularity)
        likeness.append(found.membership)
    say("igraph CPU s", (cpu() - start) / len(modularity))
    say("igraph modularity", np.mean(modularity))
    say("igraph NMI", np.mean([normalized_mutual_info_score(truth, found) for found in likeness]))


def corpus(path):
    """Documents, one a line: label or -1, headings joined by |, text."""
    import igraph
    import leidenalg
    import openTSNE
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.neighbors import NearestNeighbors
    from sklearn.preprocessing import normalize

    labels, headings, texts = [], [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            label, heading, text = line.rstrip("\n").split("\t")
            labels.append(int(label))
            headings.append(set(heading.split("|")) if heading else set())
            texts.append(text)
    labels = np.array(labels)
    start = Clock()
    clock = Clock()
    matrix = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=3).fit_transform(texts)
    clock.lap("TF-IDF")
    vectors = normalize(TruncatedSVD(300, random_state=0).fit_transform(matrix)).astype(np.float32)
    clock.lap("SVD-300")
    finder = NearestNeighbors(n_neighbors=21, metric="euclidean", algorithm="brute", n_jobs=2).fit(vectors)
    near = finder.kneighbors(vectors, return_distance=False)[:, 1:]
    clock.lap("neighbours")
    edges = np.stack([np.repeat(np.arange(len(texts)), 20), near.ravel()], axis=1)
    network = igraph.Graph(n=len(texts), edges=edges)
    leidenalg.find_partition(network, leidenalg.RBConfigurationVertexPartition, n_iterations=2, seed=1, resolution_parameter=8.0)
    clock.lap("Leiden")
    initial = openTSNE.initialization.pca(vectors, random_state=0)
    affinities = openTSNE.affinity.Uniform(vectors, k_neighbors=10, n_jobs=2, random_state=0)
    embedding = openTSNE.TSNEEmbedding(initial, affinities, negative_gradient_method="fft", n_jobs=2, random_state=0)
    embedding = embedding.optimize(125, exaggeration=12, momentum=0.8)
    embedding = embedding.optimize(525, exaggeration=1, momentum=0.8)
    clock.lap("map")
    start.lap("whole")
    say("whole peak MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    if (labels >= 0).any():
        for name, space in (("TF-IDF", matrix), ("SVD-300", vectors), ("openTSNE", np.asarray(embedding))):
            say(name + " label accuracy", accuracy(space, labels))
    say("TF-IDF heading Jaccard", jaccard(matrix, headings))
    say("SVD-300 heading Jaccard", jaccard(vectors, headings))


def neighbours(space, count):
    """Exact nearest neighbours: by cosine, or in the plane by distance."""
    from sklearn.neighbors import NearestNeighbors

    if space.shape[1] == 2:
        return NearestNeighbors(n_neighbors=count + 1).fit(space).kneighbors(space, return_distance=False)[:, 1:]
    lists = []
    for start in range(0, space.shape[0], 1000):
        block = space[start : start + 1000] @ space.T
        block = block if isinstance(block, np.ndarray) else block.toarray()
        block[np.arange(block.shape[0]), start + np.arange(block.shape[0])] = -np.inf
        part = np.argpartition(-block, count, axis=1)[:, :count]
        order = np.take_along_axis(block, part, axis=1).argsort(axis=1)[:, ::-1]
        lists.append(np.take_along_axis(part, order, axis=1))
    return np.concatenate(lists)


def accuracy(space, labels):
    with_label = np.where(labels >= 0)[0]
    labels = labels[with_label]
    right = 0
    for own, near in zip(labels, labels[neighbours(space[with_label], 10)]):
        votes = np.bincount(near)
        right += next(label for label in near if votes[label] == votes.max()) == own
    return right / len(labels)


def jaccard(space, headings):
    values = []
    for own, near in zip(headings, neighbours(space, 10)):
        if own:
            values.extend(len(own & headings[other]) / len(own | headings[other]) for other in near)
    return float(np.mean(values)) if values else float("nan")


if __name__ == "__main__":
    {"graph": graph, "corpus": corpus}[sys.argv[1]](*sys.argv[2:])
