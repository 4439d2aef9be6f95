# Do que um curso é feito.
outline-none = Ainda não há nada neste curso
outline-none-text = Adicione um capítulo abaixo ou importe uma lista que você já tem: um texto colado ou uma tabela.
outline-of = Conteúdo de { $title }
outline-quiz = Prova
outline-chapters =
    { $n ->
        [one] { $n } capítulo
       *[other] { $n } capítulos
    }
outline-lessons =
    { $n ->
        [one] { $n } aula
       *[other] { $n } aulas
    }
outline-quizzes =
    { $n ->
        [one] { $n } prova
       *[other] { $n } provas
    }
outline-hidden = { $n } sem publicar
outline-unpublished = Não publicada
outline-pass = Nota mínima { $pass }%
outline-no-pass = Sem nota mínima
outline-pass-do = Mudar a nota mínima
outline-pass-of = Nota mínima de { $title }, em porcentagem
outline-fold = Recolher { $title }
outline-unfold = Expandir { $title }
outline-fold-all = Recolher todos os capítulos
outline-unfold-all = Expandir todos os capítulos
outline-select = Selecionar { $title }
outline-selected =
    { $n ->
        [one] { $n } aula selecionada
       *[other] { $n } aulas selecionadas
    }
outline-rename = Renomear { $title }
outline-rename-do = Renomear
outline-more = Mais opções para { $title }
outline-publish = Publicar
outline-unpublish = Despublicar
outline-publish-one = Publicar { $title }
outline-unpublish-one = Despublicar { $title }
outline-publish-all = Publicar todas as aulas dele
outline-unpublish-all = Despublicar todas as aulas dele
outline-to-quiz = Transformar em prova
outline-to-lesson = Transformar em aula
outline-up = Mover para cima
outline-down = Mover para baixo
outline-to-chapter = Mover para o capítulo…
outline-move-title =
    { $n ->
        [one] Mover { $n } aula para
       *[other] Mover { $n } aulas para
    }
outline-remove = Remover
outline-opens-title = Isto muda quais aulas abrem
outline-change = Alterar
outline-remove-title =
    { $n ->
        [one] Remover { $n } aula?
       *[other] Remover { $n } aulas?
    }
outline-remove-one-title = Remover { $title }?
outline-remove-members =
    { $n ->
        [one] { $n } membro tem progresso ou notas no que sai.
       *[other] { $n } membros têm progresso ou notas no que sai.
    }
outline-remove-kept = Eles ficam guardados e voltam quando isso voltar.
outline-add-chapter = Adicionar capítulo
outline-add-lesson = Adicionar aula
outline-add-quiz = Adicionar prova
outline-add-chapter-to = Adicionar um capítulo a { $title }
outline-add-lesson-to = Adicionar uma aula a { $title }
outline-add-quiz-to = Adicionar uma prova a { $title }
outline-new-chapter = Título do capítulo
outline-new-lesson = Título da aula
outline-new-quiz = Título da prova
outline-copy = Copiar como lista
outline-copied = O conteúdo está na área de transferência, como lista.
outline-copy-refused = Não foi possível escrever na área de transferência; nada foi copiado.
outline-import = Importar…
outline-import-title = Importar o conteúdo de { $title }
outline-text = O conteúdo, como lista ou tabela
outline-text-example =
    Começo
      - Boas-vindas
      - Pincéis e papel
      - Prova: Cores (70%)
    Primeiro quadro
      - Uma folha
outline-text-hint = Capítulos com suas aulas recuadas abaixo, ou uma tabela com as colunas Capítulo, Aula, Tipo, Nota mínima, Publicada.
outline-file = Escolher um arquivo…
outline-file-dialog = Escolher um conteúdo
outline-file-filter = Textos e tabelas
outline-fit = O que acontece com o que já existe
outline-fit-add = Acrescentar ao que já existe
outline-fit-add-hint = Nada do que existe muda; o que é novo vem depois.
outline-fit-exactly = Deixar exatamente assim
outline-fit-exactly-hint = Coloca tudo nesta ordem e remove o que não está listado.
outline-becomes =
    { $new ->
        [0] Nenhuma aula nova
        [one] { $new } aula nova
       *[other] { $new } aulas novas
    }{ $chapters ->
        [0] {""}
        [one] , { $chapters } capítulo novo
       *[other] , { $chapters } capítulos novos
    }
outline-becomes-moved =
    { $n ->
        [one] { $n } muda de lugar
       *[other] { $n } mudam de lugar
    }
outline-becomes-changed =
    { $n ->
        [one] { $n } muda
       *[other] { $n } mudam
    }
outline-becomes-removed =
    { $n ->
        [one] { $n } sai
       *[other] { $n } saem
    }
outline-becomes-stays = { $n } como antes
outline-is-new = entra
outline-is-moved = muda de lugar
outline-is-changed = muda
outline-is-removed = sai
outline-is-from = vem de { $chapter }
outline-preview = Como ficaria
outline-more-lessons =
    { $n ->
        [one] e mais { $n } aula
       *[other] e mais { $n } aulas
    }
outline-more-chapters =
    { $n ->
        [one] e mais { $n } capítulo
       *[other] e mais { $n } capítulos
    }
outline-take =
    { $n ->
        [0] Nada a mudar
        [one] Fazer { $n } mudança
       *[other] Fazer { $n } mudanças
    }
outline-flaws = O que não pôde ser lido como está
outline-flaw-no-chapter = Linha { $line }: { $text } vem antes de qualquer capítulo e fica de fora.
outline-flaw-double-title = Linha { $line }: o capítulo já tem { $text }; esta fica de fora.
outline-flaw-too-deep = Linha { $line }: { $text } está abaixo de uma aula e vale como aula.
outline-flaw-too-long = Linha { $line }: um título com mais de 300 letras é cortado: { $text }
outline-flaw-unknown-type = Linha { $line }: “{ $text }” não é um tipo de aula; vale como aula.
outline-flaw-pass-mark = Linha { $line }: “{ $text }” não é uma porcentagem de 0 a 100; a prova fica sem nota mínima.
outline-flaw-yes-or-no = Linha { $line }: “{ $text }” não é sim nem não; a aula vale como publicada.
