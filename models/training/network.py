"""Encoder-decoder Transformer for the starter packages, laid out so that every weight maps onto a CTranslate2 `TransformerSpec`.

Pre-norm, ReLU, sinusoidal positions; source, target and output projection share one embedding. Head 0 of the last decoder
layer's cross-attention can be trained to align (guided alignment); CTranslate2 gives that head as the attention.
Sizes in the comments: b pairs, s source tokens, t target tokens, w width, h heads.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.training.tokens import PAD

POSITIONS = 512


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a network; the defaults are those for a GPU run."""

    vocabulary: int
    width: int = 384
    feed_forward: int = 1536
    heads: int = 6
    encoder_layers: int = 8
    decoder_layers: int = 2
    dropout: float = 0.1


def sinusoids(length: int, width: int) -> Tensor:
    """Positions (length, width) as in "Attention Is All You Need", sine half then cosine half (CTranslate2's layout)."""
    half = width // 2
    rate = torch.exp(torch.arange(half) * -(math.log(10000.0) / (half - 1)))
    angle = torch.arange(1, length + 1)[:, None] * rate[None, :]
    return torch.cat([angle.sin(), angle.cos()], dim=1)


class SelfAttention(nn.Module):
    """Attention of a sequence to itself; one matrix gives query, key and value."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.norm = nn.LayerNorm(shape.width)
        self.query_key_value = nn.Linear(shape.width, 3 * shape.width)
        self.output = nn.Linear(shape.width, shape.width)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """`x` (b, t, w), `mask` (b, 1, 1, t) true where attention is allowed, or None: only backwards."""
        query, key, value = (split_heads(y, self.heads) for y in self.query_key_value(self.norm(x)).chunk(3, dim=-1))
        return self.output(join_heads(attend(query, key, value, mask)))


class CrossAttention(nn.Module):
    """Attention of the target to the encoded source."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.norm = nn.LayerNorm(shape.width)
        self.query = nn.Linear(shape.width, shape.width)
        self.key_value = nn.Linear(shape.width, 2 * shape.width)
        self.output = nn.Linear(shape.width, shape.width)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor, *, align: bool) -> tuple[Tensor, Tensor | None]:
        """`x` (b, t, w), `memory` (b, s, w) -> mixed (b, t, w), and log-probabilities of head 0 (b, t, s) if `align`."""
        query = split_heads(self.query(self.norm(x)), self.heads)
        key, value = (split_heads(y, self.heads) for y in self.key_value(memory).chunk(2, dim=-1))
        mixed = self.output(join_heads(attend(query, key, value, mask)))
        if not align:
            return mixed, None
        logits = query[:, 0] @ key[:, 0].transpose(1, 2) / math.sqrt(query.shape[-1])
        return mixed, F.log_softmax(logits.float().masked_fill(~mask[:, 0], -1e9), dim=-1)


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """Values (b, h, s, w / h) mixed for each query (b, h, t, w / h); without `mask`, each position sees itself and those before.

    On the CPU the plain products are two to four times as fast as PyTorch's fused kernel at sentence lengths.
    """
    if query.is_cuda:
        return F.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=mask is None)
    if mask is None:
        mask = torch.ones(query.shape[2], key.shape[2], dtype=torch.bool).tril()
    logits = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1])
    return logits.masked_fill(~mask, -1e9).softmax(-1).to(value.dtype) @ value


def split_heads(x: Tensor, heads: int) -> Tensor:
    """(b, t, w) -> (b, h, t, w / h)."""
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


def join_heads(x: Tensor) -> Tensor:
    """(b, h, t, w / h) -> (b, t, w)."""
    return x.transpose(1, 2).flatten(2)


class FeedForward(nn.Module):
    """Two matrices with a ReLU between, position by position."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(shape.width)
        self.inner = nn.Linear(shape.width, shape.feed_forward)
        self.outer = nn.Linear(shape.feed_forward, shape.width)

    def forward(self, x: Tensor) -> Tensor:
        """(b, t, w) -> (b, t, w)."""
        return self.outer(F.relu(self.inner(self.norm(x))))


class EncoderLayer(nn.Module):
    """Self-attention and feed-forward, each added to what came in."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention = SelfAttention(shape)
        self.feed_forward = FeedForward(shape)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` (b, s, w), `mask` (b, 1, 1, s) -> (b, s, w)."""
        x = x + self.drop(self.attention(x, mask))
        return x + self.drop(self.feed_forward(x))


class DecoderLayer(nn.Module):
    """Self-attention backwards, cross-attention, feed-forward."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.self_attention = SelfAttention(shape)
        self.cross_attention = CrossAttention(shape)
        self.feed_forward = FeedForward(shape)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor, *, align: bool) -> tuple[Tensor, Tensor | None]:
        """`x` (b, t, w), `memory` (b, s, w) -> (b, t, w), and alignment log-probabilities (b, t, s) if `align`."""
        x = x + self.drop(self.self_attention(x, None))
        mixed, head = self.cross_attention(x, memory, mask, align=align)
        x = x + self.drop(mixed)
        return x + self.drop(self.feed_forward(x)), head


class Transformer(nn.Module):
    """Source and target tokens to the decoder's last state; `projection.py` turns that into words and a loss."""

    positions: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))
        self.encoder = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.encoder_layers))
        self.decoder = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.decoder_layers))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.drop = nn.Dropout(shape.dropout)
        self.register_buffer("positions", sinusoids(POSITIONS, shape.width), persistent=False)
        nn.init.normal_(self.embedding.weight, std=shape.width**-0.5)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)

    def embed(self, ids: Tensor) -> Tensor:
        """`ids` (b, t) -> scaled embeddings with positions (b, t, w)."""
        return self.drop(self.embedding(ids) * math.sqrt(self.shape.width) + self.positions[: ids.shape[1]])

    def encode(self, source: Tensor, mask: Tensor) -> Tensor:
        """`source` (b, s), `mask` (b, 1, 1, s) -> memory (b, s, w)."""
        x = self.embed(source)
        for layer in self.encoder:
            x = layer(x, mask)
        return self.encoder_norm(x)

    def forward(self, source: Tensor, target: Tensor, *, align: bool = False) -> tuple[Tensor, Tensor | None]:
        """`source` (b, s), `target` (b, t) -> state (b, t, w), and alignment log-probabilities (b, t, s) if `align`."""
        mask = (source != PAD)[:, None, None, :]
        memory, head = self.encode(source, mask), None
        x = self.embed(target)
        for layer in self.decoder:
            x, head = layer(x, memory, mask, align=align and layer is self.decoder[-1])
        return self.decoder_norm(x), head
