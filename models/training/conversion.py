"""The network's weights as a CTranslate2 model. Refuses: files and packages."""

from __future__ import annotations

import numpy as np
from ctranslate2.specs import attention_spec, common_spec, transformer_spec
from torch import Tensor, nn

from models.training.network import CrossAttention, FeedForward, SelfAttention, Transformer

ALIGNMENT_LAYER, ALIGNMENT_HEADS = -1, 1  # head 0 of the last decoder layer, the one that guided alignment trains


def to_array(tensor: Tensor) -> np.ndarray:
    return tensor.detach().float().cpu().numpy()


def fill_linear(spec: common_spec.LinearSpec, module: nn.Linear) -> None:
    spec.weight, spec.bias = to_array(module.weight), to_array(module.bias)


def fill_norm(spec: common_spec.LayerNormSpec, module: nn.LayerNorm) -> None:
    spec.gamma, spec.beta = to_array(module.weight), to_array(module.bias)


def fill_attention(spec: attention_spec.MultiHeadAttentionSpec, module: SelfAttention | CrossAttention) -> None:
    """Self-attention has one matrix for query, key and value; cross-attention has the query apart."""
    fill_norm(spec.layer_norm, module.norm)
    inner = [module.query, module.key_value] if isinstance(module, CrossAttention) else [module.query_key_value]
    for to, linear in zip(spec.linear, [*inner, module.output], strict=True):
        fill_linear(to, linear)


def fill_feed_forward(spec: transformer_spec.FeedForwardSpec, module: FeedForward) -> None:
    fill_norm(spec.layer_norm, module.norm)
    fill_linear(spec.linear_0, module.inner)
    fill_linear(spec.linear_1, module.outer)


def fill_ends(spec: transformer_spec.TransformerSpec, model: Transformer) -> None:
    """Embeddings, positions, last norms, projection."""
    embedding, positions = to_array(model.embedding.weight), to_array(model.positions)
    source = spec.encoder.embeddings
    (source[0] if isinstance(source, list) else source).weight = embedding
    spec.decoder.embeddings.weight = spec.decoder.projection.weight = embedding
    spec.decoder.projection.bias = to_array(model.bias)
    spec.encoder.position_encodings.encodings = spec.decoder.position_encodings.encodings = positions
    fill_norm(spec.encoder.layer_norm, model.encoder_norm)
    fill_norm(spec.decoder.layer_norm, model.decoder_norm)


def to_spec(model: Transformer, pieces: list[str]) -> transformer_spec.TransformerSpec:
    """`model` with its vocabulary `pieces`, ready to be quantised and saved."""
    shape = model.shape
    spec = transformer_spec.TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers), shape.heads, pre_norm=True, activation=common_spec.Activation.RELU,
        alignment_layer=ALIGNMENT_LAYER, alignment_heads=ALIGNMENT_HEADS,
    )  # fmt: skip
    fill_ends(spec, model)
    for to, layer in zip(spec.encoder.layer, model.encoder, strict=True):
        fill_attention(to.self_attention, layer.attention)
        fill_feed_forward(to.ffn, layer.feed_forward)
    for to, layer in zip(spec.decoder.layer, model.decoder, strict=True):
        fill_attention(to.self_attention, layer.self_attention)
        fill_attention(to.attention, layer.cross_attention)
        fill_feed_forward(to.ffn, layer.feed_forward)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.validate()
    return spec
