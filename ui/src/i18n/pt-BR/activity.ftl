# O que foi feito, em palavras: avisos, página de atividade, histórico de um membro.
op-member-add = { $name } adicionado
op-member-edit = { $name } editado
op-members-status =
    { $n ->
        [one] { $n } membro agora é { $status }
       *[other] { $n } membros agora são { $status }
    }
op-members-status-named = { $name } agora é { $status }
op-members-trash =
    { $n ->
        [one] { $n } membro movido para a lixeira
       *[other] { $n } membros movidos para a lixeira
    }
op-members-restore =
    { $n ->
        [one] { $n } membro restaurado
       *[other] { $n } membros restaurados
    }
op-members-merge =
    { $n ->
        [one] { $n } membro mesclado com outro
       *[other] { $n } membros mesclados em { $people ->
            [one] { $people } pessoa
           *[other] { $people } pessoas
        }
    }
op-members-merge-named =
    { $n ->
        [one] { $n } duplicado mesclado com { $name }
       *[other] { $n } duplicados mesclados com { $name }
    }
op-members-apart =
    { $n ->
        [one] { $n } membro marcado como outra pessoa
       *[other] { $n } membros marcados como pessoas diferentes
    }
op-members-apart-named = { $name } e { $other } marcados como duas pessoas
op-access-grant =
    { $n ->
        [one] { $n } membro recebeu acesso a { $title }
       *[other] { $n } membros receberam acesso a { $title }
    }
op-access-grant-named = { $name } recebeu acesso a { $title }
op-access-edit = Acesso alterado
op-access-edit-named = Acesso de { $name } alterado
op-access-revoke =
    { $n ->
        [one] Acesso de { $n } membro retirado
       *[other] Acesso de { $n } membros retirado
    }
op-access-revoke-named = Acesso de { $name } retirado
op-members-field =
    { $n ->
        [one] { $title } de { $n } membro definido como { $value }
       *[other] { $title } de { $n } membros definido como { $value }
    }
op-members-field-named = { $title } de { $name } definido como { $value }
op-field-add = Campo { $title } adicionado
op-field-edit =
    { $misfits ->
        [0] Campo { $title } alterado
        [one] Campo { $title } alterado; { $misfits } valor não serve
       *[other] Campo { $title } alterado; { $misfits } valores não servem
    }
op-fields-order = Campos reordenados
op-field-remove =
    { $n ->
        [0] Campo { $title } removido; não tinha valores
        [one] Campo { $title } removido com { $n } valor
       *[other] Campo { $title } removido com { $n } valores
    }
op-view-save = Visão { $title } salva
op-view-edit = Visão { $title } alterada
op-views-order = Visões reordenadas
op-view-delete = Visão { $title } excluída
op-access-state =
    { $n ->
        [one] Acesso de { $n } membro agora está: { $status }
       *[other] Acesso de { $n } membros agora está: { $status }
    }
op-access-state-named = Acesso de { $name } agora está: { $status }
op-access-expiry =
    { $days ->
        [0] { $day ->
            [never] { $n ->
                [one] O acesso de { $n } membro não expira mais
               *[other] O acesso de { $n } membros não expira mais
            }
           *[other] { $n ->
                [one] O acesso de { $n } membro agora expira em { $day }
               *[other] O acesso de { $n } membros agora expira em { $day }
            }
        }
       *[other] { $n ->
            [one] Expiração de { $n } membro deslocada em { $days } dias
           *[other] Expiração de { $n } membros deslocada em { $days } dias
        }
    }
op-access-cohort =
    { $cohort ->
        [none] { $n ->
            [one] { $n } membro retirado da turma de { $title }
           *[other] { $n } membros retirados das turmas de { $title }
        }
       *[other] { $n ->
            [one] { $n } membro movido para { $cohort } de { $title }
           *[other] { $n } membros movidos para { $cohort } de { $title }
        }
    }
op-access-cohort-named =
    { $cohort ->
        [none] { $name }: fora da turma de { $title }
       *[other] { $name } agora em { $cohort } de { $title }
    }
op-cohort-remove = Turma { $title } removida
op-cohort-add = Turma { $title } adicionada
op-cohort-edit = Turma editada: { $title }
op-outline-write = Estrutura de { $title } alterada
op-schedule-save = Alterada a liberação das aulas de { $title }
op-schedule-save-named = Alterada a liberação das aulas de { $title } por { $name }
op-drip-start =
    { $day ->
        [none] { $n ->
            [one] { $title } conta de novo a partir da matrícula de { $n } membro
           *[other] { $title } conta de novo a partir da matrícula de { $n } membros
        }
       *[other] { $n ->
            [one] { $title } conta a partir de { $day } para { $n } membro
           *[other] { $title } conta a partir de { $day } para { $n } membros
        }
    }
op-drip-start-named =
    { $day ->
        [none] { $title } conta de novo a partir da matrícula de { $name }
       *[other] { $title } conta a partir de { $day } para { $name }
    }
op-chapter-add = Capítulo { $title } adicionado
op-chapter-edit =
    { $did ->
        [move] Capítulo { $title } movido para a posição { $place }
        [rename] Capítulo renomeado: { $title }
       *[edit] Capítulo editado: { $title }
    }
op-chapter-remove = Capítulo { $title } removido
op-lesson-add = Aula { $title } adicionada
op-lesson-edit =
    { $did ->
        [move]
            { $n ->
                [one] { $title }: movida para a posição { $place } de { $chapter }
               *[other] { $n } aulas movidas para { $chapter }
            }
        [rename] Aula renomeada: { $title }
        [publish]
            { $n ->
                [one] { $title }: publicada
               *[other] { $n } aulas publicadas
            }
        [unpublish]
            { $n ->
                [one] { $title }: não está mais publicada
               *[other] { $n } aulas não estão mais publicadas
            }
        [quiz]
            { $n ->
                [one] Prova editada: { $title }
               *[other] { $n } provas editadas
            }
        [lesson]
            { $n ->
                [one] A prova { $title } agora é uma aula
               *[other] { $n } provas agora são aulas
            }
       *[edit]
            { $n ->
                [one] Aula editada: { $title }
               *[other] { $n } aulas editadas
            }
    }
op-lesson-remove =
    { $n ->
        [one] Aula { $title } removida
       *[other] { $n } aulas removidas
    }
op-lessons-complete =
    { $n ->
        [one] { $title }: aulas concluídas para { $n } membro
       *[other] { $title }: aulas concluídas para { $n } membros
    }
op-lessons-complete-named = { $title }: aulas concluídas para { $name }
op-lessons-unlock =
    { $n ->
        [one] { $title }: aulas liberadas para { $n } membro
       *[other] { $title }: aulas liberadas para { $n } membros
    }
op-lessons-unlock-named = { $title }: aulas liberadas para { $name }
op-lessons-lock =
    { $n ->
        [one] { $title }: aulas bloqueadas para { $n } membro
       *[other] { $title }: aulas bloqueadas para { $n } membros
    }
op-lessons-lock-named = { $title }: aulas bloqueadas para { $name }
op-lessons-reset =
    { $n ->
        [one] { $title }: aulas zeradas para { $n } membro
       *[other] { $title }: aulas zeradas para { $n } membros
    }
op-lessons-reset-named = { $title }: aulas zeradas para { $name }
op-quiz-result = Resultado de { $name } em { $title } registrado
op-quiz-correct = Resultado de { $name } em { $title } corrigido
op-quiz-retract = Resultado de { $name } em { $title } removido
op-course-add = Curso { $title } adicionado
op-course-edit = Curso editado: { $title }
op-product-add = Produto { $title } adicionado
op-product-edit = Produto editado: { $title }
op-import = { $file } importado
op-import-expiry = Datas de { $title } alteradas por { $file }
op-import-roster = Todos de { $title } importados de { $file }{ $missing ->
    [0] { "" }
    [one] {", "}{ $missing } faltava
   *[other] {", "}{ $missing } faltavam
}
op-import-progress = Registrou o progresso em { $title } por { $file }
op-import-quizzes = Adicionou resultados de provas de { $title } por { $file }
op-undo = Desfeito: { $what }
op-redo = Refeito: { $what }
op-book-settings = Configurações do livro alteradas
op-book-create = Livro criado
op-sample = Livro de exemplo preenchido

kind-import = Importações
kind-import-expiry = Datas importadas
kind-import-roster = Listas completas importadas
kind-import-progress = Progresso importado
kind-import-quizzes = Resultados de provas importados
kind-member-add = Membros adicionados
kind-member-edit = Membros editados
kind-members-status = Mudanças de status
kind-members-trash = Idas para a lixeira
kind-members-restore = Restaurações
kind-members-merge = Duplicados mesclados
kind-members-apart = Pessoas diferentes
kind-access-grant = Acessos dados
kind-access-edit = Acessos alterados
kind-access-revoke = Acessos retirados
kind-access-state = Acessos pausados ou abertos
kind-access-expiry = Expirações alteradas
kind-outline-write = Estruturas alteradas
kind-schedule-save = Liberação de aulas alterada
kind-drip-start = Inícios de membros alterados
kind-chapter-add = Capítulos adicionados
kind-chapter-edit = Capítulos editados
kind-chapter-remove = Capítulos removidos
kind-lesson-add = Aulas adicionadas
kind-lesson-edit = Aulas editadas
kind-lesson-remove = Aulas removidas
kind-lessons-complete = Aulas concluídas
kind-lessons-unlock = Aulas liberadas
kind-lessons-lock = Aulas bloqueadas
kind-lessons-reset = Aulas zeradas
kind-quiz-result = Resultados de provas
kind-quiz-correct = Resultados de provas corrigidos
kind-quiz-retract = Resultados de provas removidos
kind-access-cohort = Mudanças de turma
kind-cohort-remove = Turmas removidas
kind-course-add = Cursos adicionados
kind-course-edit = Cursos editados
kind-cohort-add = Turmas adicionadas
kind-cohort-edit = Turmas editadas
kind-product-add = Produtos adicionados
kind-members-field = Campos definidos
kind-field-add = Campos adicionados
kind-field-edit = Campos alterados
kind-fields-order = Campos reordenados
kind-field-remove = Campos removidos
kind-view-save = Visões salvas
kind-view-edit = Visões alteradas
kind-views-order = Visões reordenadas
kind-view-delete = Visões excluídas
kind-product-edit = Produtos editados
kind-book-settings = Configurações
kind-undo = Desfeitos
kind-redo = Refeitos

activity-all = Tudo
activity-filter = Tipo de atividade
activity-count =
    { $n ->
        [one] { $n } registro
       *[other] { $n } registros
    }
activity-rows =
    { $n ->
        [one] { $n } mudança
       *[other] { $n } mudanças
    }
activity-members =
    { $n ->
        [one] { $n } membro
       *[other] { $n } membros
    }
activity-undo-this = Desfazer isto
activity-undone = Desfeito
activity-today = Hoje
activity-yesterday = Ontem
activity-show = Mostrar o que mudou
activity-hide = Ocultar o que mudou
activity-more-changes =
    { $n ->
        [one] e mais { $n } mudança
       *[other] e mais { $n } mudanças
    }
activity-no-changes = Não há mais nada para mostrar.
activity-older = Mostrar anteriores
activity-empty = Nada foi feito ainda
activity-empty-text = Tudo o que você fizer neste livro aparece aqui, e cada coisa pode ser desfeita por si só.
activity-empty-kind = Nada deste tipo foi feito ainda
activity-by = por { $actor }
change-from-to = { $field }: de { $before } para { $after }
