package org.chokepoint.model.huggingface;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keys known not to matter for cost, and what an unknown key must look like to be taken for part of the architecture. */
final class Irrelevant {
    /** Where the file comes from and how it is loaded. */
    private static final String ORIGIN = """
            _name_or_path architectures auto_map transformers_version _commit_hash _attn_implementation
            _attn_implementation_autoset attn_implementation use_flash_attn use_flash_attention flash_attn
            _flash_attn_2_enabled task_specific_params custom_pipelines id2label label2id problem_type
            finetuning_task tokenizer_class torchscript return_dict return_dict_in_generate is_decoder
            is_encoder_decoder is_llama_config base_model_tp_plan base_model_pp_plan use_cache use_bfloat16 verbose
            init_device gradient_checkpointing name model_name tokenizer_name for_llm_compressor _from_model_config
            model_max_length unsloth_version slow_but_exact _num_labels num_labels""";

    /** Number formats. */
    private static final String FORMATS = """
            torch_dtype dtype quantization quantization_config expert_dtype mamba_ssm_dtype mamba_ssm_cache_dtype
            residual_in_fp32 fp32_residual_connection attention_softmax_in_fp32
            masked_softmax_fusion bias_dropout_fusion
            scale_attention_softmax_in_fp32 softmax_in_fp32 pretraining_tp ep_size hidden_act""";

    /** Initialisation, regularisation, training loss. */
    private static final String TRAINING = """
            initializer_range init_std initializer_factor init_config rescale_prenorm_residual
            attention_dropout attention_probs_dropout_prob attn_pdrop embd_pdrop resid_pdrop dropout hidden_dropout
            hidden_dropout_prob activation_dropout layerdrop emb_pdrop embedding_dropout residual_dropout
            resid_dropout summary_type summary_use_proj summary_activation summary_first_dropout
            summary_proj_to_labels classifier_dropout router_aux_loss_coef output_router_logits aux_loss_alpha
            seq_aux router_jitter_noise router_z_loss_coef input_jitter_noise z_loss_coefficient norm_eps
            rms_norm_eps layer_norm_eps layer_norm_epsilon layernorm_epsilon norm_epsilon hc_eps hc_sinkhorn_iters
            load_balance_coeff z_loss_weight full_attn_mod
            interpolate_factor time_step_limit time_step_floor time_step_max time_step_min
            time_step_rank grad_clip""";

    /** Activations, scalars and clamps. */
    private static final String SCALARS = """
            hidden_activation activation_function mlp_hidden_act mamba_hidden_act activation swiglu_limit
            swiglu_alpha attn_logit_softcapping final_logit_softcapping query_pre_attn_scalar logit_scale
            logits_scaling embedding_multiplier residual_multiplier attention_multiplier scale_attn_weights
            scale_attn_by_inverse_layer_idx reorder_and_upcast_attn clip_qkv emb_scale embedding_scale
            attn_temperature_tuning floor_scale attn_scale apply_residual_connection_post_layernorm
            layernorm_full_attention_alpha layernorm_full_attention_beta layernorm_linear_attention_alpha
            layernorm_linear_attention_beta layernorm_mlp_alpha layernorm_mlp_beta mup_scale""";

    /** Routing arithmetic. */
    private static final String ROUTING = """
            norm_topk_prob routed_scaling_factor scoring_func score_function route_norm route_scale
            moe_router_activation_func moe_renormalize use_grouped_topk moe_router_dtype
            moe_router_enable_expert_bias moe_router_topk_scaling_factor moe_layer_implementation""";

    /** Positions. */
    private static final String POSITIONS = """
            rope_theta rope_scaling rope_parameters compress_rope_parameters
            rope_local_base_freq rope_interleave rope_interleaved rotary_dim
            rotary_pct rotary_emb_base partial_rotary_factor partial_rotary_factors use_mrope
            alibi_bias_max compress_rope_theta indexer_rope_interleave rope_ratio rope_pct
            original_max_position_embeddings original_rope initial_context_length rope_type swa_rope_theta
            original_rope_theta rope_percent position_embedding_type mla_use_nope layer_switch
            order_of_interleaved_layers use_embedding_sharing use_gated_activation use_parallel_block
            use_parallel_embedding""";

    /** Generation. */
    private static final String GENERATION = """
            max_length min_length do_sample early_stopping num_beams num_beam_groups diversity_penalty temperature
            top_k top_p typical_p repetition_penalty length_penalty no_repeat_ngram_size
            encoder_no_repeat_ngram_size bad_words_ids num_return_sequences output_scores forced_bos_token_id
            forced_eos_token_id remove_invalid_values exponential_decay_length_penalty suppress_tokens
            begin_suppress_tokens output_attentions output_hidden_states chunk_size_feed_forward prefix
            tf_legacy_loss pruned_heads cross_attention_hidden_size add_cross_attention tie_encoder_decoder
            is_causal cache_implementation num_logits_to_keep use_mamba_kernels mamba_enabled unk_token_id user_id
            assistant_id pad_token use_bidirectional_attention""";

    /** Towers that are left out with a note of their own, and how their output joins the text. */
    private static final String TOWERS = """
            vision_config audio_config vision_soft_tokens_per_image mm_tokens_per_image image_token_index
            multimodal_projector_bias projector_hidden_act spatial_merge_size vision_feature_layer image_seq_length
            vision_feature_select_strategy vocab_size_per_layer_input mtp_use_dedicated_embeddings""";

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern TOKENS = Pattern.compile(".*_token(_id|_ids|_index)?");
    private static final Pattern STRUCTURAL = Pattern.compile(
            "(num_.*|n_.*|.*(_layers?|_heads?|_sizes?|_dims?|_ranks?|_types|_groups|_pattern|_ratios?|_rates|_configs?)"
                    + "|.*(expert|window|latent|intermediate|layer_types|mtp|nextn).*)");

    private static final Set<String> KEYS = Stream.of(
                    ORIGIN, FORMATS, TRAINING, SCALARS, ROUTING, POSITIONS, GENERATION, TOWERS)
            .flatMap(SPACE::splitAsStream)
            .collect(Collectors.toCollection(LinkedHashSet::new));

    private Irrelevant() {}

    static boolean contains(String key) {
        return KEYS.contains(key) || TOKENS.matcher(key).matches();
    }

    static boolean looksStructural(String key) {
        return STRUCTURAL.matcher(key).matches();
    }
}
